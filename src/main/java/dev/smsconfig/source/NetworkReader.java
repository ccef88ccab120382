package dev.smsconfig.source;

import dev.smsconfig.source.Environment.Network;
import dev.smsconfig.source.Environment.Proxy;
import dev.smsconfig.source.Node.Scalar;
import dev.smsconfig.state.Rate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how the servers of an environment are reached: {@code rate}, {@code caFile} and {@code proxy}. */
final class NetworkReader {

    static final List<String> KEYS = List.of("rate", "caFile", "proxy");

    private static final Pattern PROXY = Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})):([1-9]\\d{0,4})");
    private static final int MOST_PORT = 65_535;

    private final FileProblems problems;

    NetworkReader(FileProblems problems) {
        this.problems = problems;
    }

    Network read(Fields environment, boolean insecure) {
        Node rate = environment.optional("rate");
        Node proxy = environment.optional("proxy");
        return new Network(
                insecure,
                rate == null ? null : rate(rate),
                environment.has("caFile") ? Texts.required(environment, "caFile", problems) : null,
                proxy == null ? null : proxy(proxy));
    }

    /** The bare 0 too: it means the same to every reader of YAML. */
    private @Nullable Rate rate(Node node) {
        Scalar scalar = Scalars.scalar(node, "a rate such as 10/s", problems);
        if (scalar == null) {
            return null;
        }
        try {
            return Rate.parse(scalar.text());
        } catch (IllegalArgumentException e) {
            problems.error(Rule.CONFIG_VALUE, scalar.at(), Values.messageOf(e));
            return null;
        }
    }

    private @Nullable Proxy proxy(Node node) {
        String text = Scalars.string(node, problems);
        if (text == null) {
            return null;
        }
        Matcher matcher = PROXY.matcher(text);
        if (matcher.matches() && Integer.parseInt(matcher.group(2)) <= MOST_PORT) {
            return new Proxy(matcher.group(1), Integer.parseInt(matcher.group(2)));
        }
        problems.error(
                Rule.CONFIG_VALUE,
                node.at(),
                "not a proxy; write its host and port such as proxy.example.com:3128, without a scheme or user");
        return null;
    }
}
