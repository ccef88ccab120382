package dev.smsconfig.source;

import dev.smsconfig.plan.AcceptedDifference;
import dev.smsconfig.source.Node.Scalar;
import dev.smsconfig.state.TenantGlob;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code acceptedDifferences}: a list of differences that somebody answers for until a day. */
final class AcceptedReader {

    static final Schema ACCEPTED = Schema.of("tenants", "field", "owner", "reason", "expires");

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private final FileProblems problems;

    AcceptedReader(FileProblems problems) {
        this.problems = problems;
    }

    /** Those that can be read. */
    List<AcceptedDifference> read(Node node) {
        List<AcceptedDifference> accepted = new ArrayList<>();
        List<Node> items = Fields.list(node, problems);
        if (items == null) {
            return accepted;
        }
        for (Node item : items) {
            Fields fields = Fields.fields(item, ACCEPTED, problems);
            AcceptedDifference difference = fields == null ? null : difference(fields);
            if (difference != null) {
                accepted.add(difference);
            }
        }
        return accepted;
    }

    private @Nullable AcceptedDifference difference(Fields fields) {
        TenantGlob tenants = tenants(fields);
        String field = field(fields);
        String owner = Texts.required(fields, "owner", problems);
        String reason = Texts.required(fields, "reason", problems);
        LocalDate expires = expires(fields);
        if (tenants == null || field == null || owner == null || reason == null || expires == null) {
            return null;
        }
        problems.due(
                expires,
                Rule.ACCEPTED_EXPIRED,
                fields.at(),
                "has expired, so its tenants fail; renew it, or remove it so that git wins again");
        return new AcceptedDifference(tenants, field, owner, reason, expires);
    }

    private @Nullable TenantGlob tenants(Fields fields) {
        Node node = fields.required("tenants");
        String glob = node == null ? null : Scalars.string(node, problems);
        if (node == null || glob == null) {
            return null;
        }
        if (!TenantGlob.isValid(glob)) {
            problems.error(
                    Rule.ACCEPTED_TENANTS,
                    node.at(),
                    "no tenant id has this form; write an id, or with * for any letters and ? for one: \"Cust5*\"");
            return null;
        }
        return new TenantGlob(glob);
    }

    private @Nullable String field(Fields fields) {
        Node node = fields.required("field");
        String name = node == null ? null : Scalars.string(node, problems);
        return node != null && name != null && FieldNames.check(name, node.at(), problems) ? name : null;
    }

    /** Without quotes too: every reader of YAML takes it for the same day. */
    private @Nullable LocalDate expires(Fields fields) {
        Node node = fields.required("expires");
        Scalar scalar = node == null ? null : Scalars.scalar(node, "a day such as 2027-03-01", problems);
        if (scalar == null) {
            return null;
        }
        try {
            if (DAY.matcher(scalar.text()).matches()) {
                return LocalDate.parse(scalar.text());
            }
        } catch (DateTimeParseException e) {
            // a day that no calendar has
        }
        problems.error(Rule.CONFIG_VALUE, scalar.at(), "not a day; write one such as 2027-03-01");
        return null;
    }
}
