import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Asks veraPDF whether files conform to PDF/UA-1. Usage: java -cp JAR Conforms.java FILE...
 *
 * <p>One line for each file and each fault; exit status 1 when a file does not conform. The profile
 * is read with the plain XML parser, because the library's own way needs a part of Java EE that is
 * neither in its archive nor in a JDK 17.
 */
public class Conforms {
    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = profile(PDFAFlavour.PDFUA_1, "PDFUA-1.xml");
        boolean good = files.length > 0;
        for (String file : files) {
            good &= conforms(file, profile);
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean conforms(String file, ValidationProfile profile) throws Exception {
        try (InputStream bytes = new FileInputStream(file);
                PDFAParser parser =
                        Foundries.defaultInstance().createParser(bytes, profile.getPDFAFlavour());
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            boolean good = result.isCompliant() && result.getTotalAssertions() > 0;
            System.out.printf(
                    "%s: %s, %d rules, %d assertions%n",
                    file,
                    good ? "conforms" : "does not conform",
                    profile.getRules().size(),
                    result.getTotalAssertions());
            for (TestAssertion fault : result.getTestAssertions()) {
                if (fault.getStatus() == TestAssertion.Status.FAILED) {
                    System.out.printf(
                            "  %s-%d: %s%n",
                            fault.getRuleId().getClause(),
                            fault.getRuleId().getTestNumber(),
                            fault.getMessage());
                }
            }
            return good;
        }
    }

    private static ValidationProfile profile(PDFAFlavour flavour, String name) throws Exception {
        Document document;
        try (InputStream stream =
                PDFAFlavour.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name)) {
            document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
        }
        Set<Rule> rules = new HashSet<>();
        for (Element rule : elements(document.getDocumentElement(), "rule")) {
            Element id = elements(rule, "id").get(0);
            List<ErrorArgument> arguments = new ArrayList<>();
            for (Element argument : elements(rule, "argument")) {
                arguments.add(
                        ErrorArgumentImpl.fromValues(
                                argument.getTextContent(), blankToNull(argument, "name"), null));
            }
            rules.add(
                    Profiles.ruleFromValues(
                            Profiles.ruleIdFromValues(
                                    PDFAFlavour.Specification.valueOf(
                                            id.getAttribute("specification")),
                                    id.getAttribute("clause"),
                                    Integer.parseInt(id.getAttribute("testNumber"))),
                            rule.getAttribute("object"),
                            Boolean.valueOf(rule.getAttribute("deferred")),
                            rule.getAttribute("tags"),
                            text(rule, "description"),
                            text(rule, "test"),
                            Profiles.errorFromValues(text(rule, "message"), arguments),
                            new ArrayList<>()));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element variable : elements(document.getDocumentElement(), "variable")) {
            variables.add(
                    Profiles.variableFromValues(
                            variable.getAttribute("name"),
                            variable.getAttribute("object"),
                            text(variable, "defaultValue"),
                            text(variable, "value")));
        }
        return Profiles.profileFromValues(
                flavour,
                Profiles.profileDetailsFromValues(name, "", "veraPDF Consortium", new Date()),
                "",
                rules,
                variables);
    }

    private static String blankToNull(Element element, String attribute) {
        String value = element.getAttribute(attribute);
        return value.isEmpty() ? null : value;
    }

    private static String text(Element within, String tag) {
        List<Element> found = elements(within, tag);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }

    private static List<Element> elements(Element within, String tag) {
        NodeList nodes = within.getElementsByTagName(tag);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }
}
