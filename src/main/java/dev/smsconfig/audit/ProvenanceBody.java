package dev.smsconfig.audit;

import dev.smsconfig.state.Provenance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who stands behind a commit: how events tell it, and what is left of it where somebody in it was erased. */
public final class ProvenanceBody {

    /** Under which members a body has what is of one person. */
    static final List<String> TOGETHER = List.of("/name", "/email");

    private ProvenanceBody() {}

    /** For the body of an event. The subject is free text, in which people may be named. */
    public static Map<String, Object> of(Provenance provenance) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("commit", provenance.commit());
        body.put("tree", provenance.tree());
        body.put("author", person(provenance.author()));
        body.put("committer", person(provenance.committer()));
        body.put("subject", Personal.text(provenance.subject()));
        Provenance.Signature signature = provenance.signature();
        Map<String, @Nullable Object> signed = new LinkedHashMap<>();
        signed.put("state", signature.state().name());
        signed.put("signer", Personal.nameOrNull(signature.signer()));
        signed.put("key", signature.key());
        signed.put("note", signature.note());
        body.put("signature", signed);
        body.put(
                "approvals",
                provenance.approvals().stream().map(ProvenanceBody::approval).toList());
        return body;
    }

    private static Map<String, Object> person(Provenance.Person person) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", Personal.name(person.name()));
        body.put("email", Personal.name(person.email()));
        body.put("time", person.time().toString());
        return body;
    }

    private static Map<String, Object> approval(Provenance.Approval approval) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("trailer", approval.trailer());
        body.put("by", Personal.name(approval.by()));
        body.put("state", approval.state().name());
        return body;
    }

    /** The same without what is about a person: {@link Personal#ERASED} stands in its place. */
    static Provenance without(PersonName person, Provenance provenance) {
        Provenance.Signature signature = provenance.signature();
        return new Provenance(
                provenance.commit(),
                provenance.tree(),
                without(person, provenance.author()),
                without(person, provenance.committer()),
                person.isNamedIn(provenance.subject()) ? Personal.ERASED : provenance.subject(),
                new Provenance.Signature(
                        signature.state(), name(person, signature.signer()), signature.key(), signature.note()),
                provenance.approvals().stream()
                        .map(approval -> new Provenance.Approval(
                                approval.trailer(),
                                person.isMeantBy(approval.by(), Personal.Kind.NAME) ? Personal.ERASED : approval.by(),
                                approval.state()))
                        .toList());
    }

    /** Name and address are of one person: neither stays where one of them is erased. */
    private static Provenance.Person without(PersonName person, Provenance.Person one) {
        return person.isMeantBy(one.name(), Personal.Kind.NAME) || person.isMeantBy(one.email(), Personal.Kind.NAME)
                ? new Provenance.Person(Personal.ERASED, Personal.ERASED, one.time())
                : one;
    }

    private static @Nullable String name(PersonName person, @Nullable String name) {
        return name != null && person.isMeantBy(name, Personal.Kind.NAME) ? Personal.ERASED : name;
    }
}
