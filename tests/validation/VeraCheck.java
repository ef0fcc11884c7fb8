import java.io.FileInputStream;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/** Judges files by flavours of PDF/A and PDF/UA: a line for each verdict, and one for each rule that was broken. */
public class VeraCheck {
  public static void main(String[] words) {
    VeraGreenfieldFoundryProvider.initialise();
    for (int i = 1; i < words.length; i++) {
      for (String flavour : words[0].split(",")) {
        judge(words[i], flavour);
      }
    }
  }

  private static void judge(String file, String name) {
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
    try (InputStream in = new FileInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      say(result.isCompliant() ? "passed" : "failed", file, name, String.valueOf(result.getTotalAssertions()));
      Map<RuleId, TestAssertion> broken = new LinkedHashMap<>();
      for (TestAssertion one : result.getTestAssertions()) {
        if (one.getStatus() == TestAssertion.Status.FAILED) {
          broken.putIfAbsent(one.getRuleId(), one);
        }
      }
      for (Map.Entry<RuleId, TestAssertion> one : broken.entrySet()) {
        String rule = one.getKey().getClause() + "-" + one.getKey().getTestNumber();
        say("rule", file, name, rule + " " + one.getValue().getMessage());
      }
    } catch (Exception why) {
      say("failed", file, name, "0");
      say("rule", file, name, why.toString());
    }
  }

  private static void say(String... cells) {
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i].replaceAll("\\s+", " ");
    }
    System.out.println(String.join("\t", cells));
  }
}
