package dev.smsconfig.report.html;

import dev.smsconfig.report.Visible;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.unbescape.html.HtmlEscape;

/**
 * A page from a template that extends {@code html/page}: its style and script are in it, its content security policy names
 * both by hash and permits nothing else, so that it can't load or send anything. Every value is escaped, and control
 * characters in it are made visible, without the template's doing. The same values give the same bytes.
 */
public final class HtmlPage {

    private static final String TEMPLATES = "dev/smsconfig/report/";
    private static final String ESCAPING = "visible-html";
    private static final String STYLE = resource("page.css");
    private static final String SCRIPT = resource("page.js");

    private static final PebbleEngine ENGINE = engine();

    private HtmlPage() {}

    /**
     * Writes a page as UTF-8. Leaves {@code out} open.
     *
     * @param template the template's name under {@code dev/smsconfig/report}, for example {@code run/run}
     * @param values what the template shows: records, lists, texts; {@code title} is the least of it
     * @throws UncheckedIOException where {@code out} can't be written
     */
    public static void render(String template, Map<String, ? extends @Nullable Object> values, OutputStream out) {
        Map<String, @Nullable Object> context = new HashMap<>(values);
        context.put("page", Frame.INSTANCE);
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        try {
            ENGINE.getTemplate(template).evaluate(writer, context, Locale.ROOT);
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What goes into every page as it stands; none of it comes from outside. */
    public record Frame(String style, String script, String policy) {

        private static final Frame INSTANCE = new Frame(
                STYLE,
                SCRIPT,
                "default-src 'none'; style-src 'sha256-" + hash(STYLE) + "'; script-src 'sha256-" + hash(SCRIPT)
                        + "'; base-uri 'none'; form-action 'none'");
    }

    private static PebbleEngine engine() {
        ClasspathLoader loader = new ClasspathLoader(HtmlPage.class.getClassLoader());
        loader.setPrefix(TEMPLATES);
        loader.setSuffix(".peb");
        return new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(true)
                .addEscapingStrategy(ESCAPING, text -> HtmlEscape.escapeHtml4Xml(Visible.text(text)))
                .defaultEscapingStrategy(ESCAPING)
                .strictVariables(true)
                .defaultLocale(Locale.ROOT)
                .build();
    }

    private static String resource(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program's file " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
