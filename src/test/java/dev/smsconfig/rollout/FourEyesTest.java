package dev.smsconfig.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.Provenance.Person;
import dev.smsconfig.state.Provenance.Signature;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FourEyesTest {

    private static final Signature APPROVAL = new Signature(Evidence.VERIFIED, "ann@example.com", "SHA256:ann", null);

    private static Provenance commit(String author, Signature signature) {
        Person person = new Person("Somebody", author, Instant.EPOCH);
        return new Provenance("c0", "7e", person, person, "Begin", signature, List.of());
    }

    @Test
    void somebodyElseApproves() {
        assertThat(FourEyes.objection(APPROVAL, commit("bo@example.com", Signature.ABSENT)))
                .isEmpty();
    }

    @Test
    void theAuthorDoesNot() {
        assertThat(FourEyes.objection(APPROVAL, commit("Ann@Example.com", Signature.ABSENT)))
                .hasValueSatisfying(text -> assertThat(text).contains("wrote the commit"));
    }

    /** Else whoever wrote it could be erased, and approve it then. */
    @Test
    void whatAnErasedPersonWroteCanNoLongerBeApproved() {
        assertThat(FourEyes.objection(APPROVAL, commit(Provenance.ERASED, Signature.ABSENT)))
                .hasValueSatisfying(text -> assertThat(text).contains("erased"));
        assertThat(FourEyes.objection(
                        APPROVAL,
                        commit(
                                "bo@example.com",
                                new Signature(Evidence.VERIFIED, Provenance.ERASED, "SHA256:x", null))))
                .hasValueSatisfying(text -> assertThat(text).contains("erased"));
    }
}
