package dev.smsconfig.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignedNoteTest {

    /** The example of the specification's implementation in Go. */
    private static final String VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String NOTE = "This is an example message.\n\n\u2014 example.com/foo"
            + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    private static final SignerKey ONE = TestSigners.signer("log.example/one", 1);
    private static final SignerKey TWO = TestSigners.signer("log.example/one", 2);

    @Test
    void theKnownNoteHolds() throws MalformedException {
        SignedNote note = SignedNote.parse(NOTE);
        assertThat(note.text()).isEqualTo("This is an example message.\n");
        VerifierKey key = VerifierKey.parse(VKEY);
        assertThat(note.check(List.of(key))).isEqualTo(new SignedNote.Check(java.util.Set.of(key), false));
        assertThat(note).hasToString(NOTE);
        assertThat(key.text()).isEqualTo(VKEY);
    }

    @Test
    void theKnownNoteWithAnotherTextIsForged() throws MalformedException {
        SignedNote note = SignedNote.parse(NOTE.replace("an example", "no example"));
        SignedNote.Check check = note.check(List.of(VerifierKey.parse(VKEY)));
        assertThat(check.forged()).isTrue();
        assertThat(check.holds()).isFalse();
    }

    @Test
    void whatIsSignedIsReadAgainAndHolds() throws MalformedException {
        SignedNote note =
                SignedNote.parse(SignedNote.sign("a\n\nb\n", List.of(ONE, TWO)).toString());
        assertThat(note.text()).isEqualTo("a\n\nb\n");
        assertThat(note.check(List.of(ONE.verifier(), TWO.verifier())).by())
                .containsExactly(ONE.verifier(), TWO.verifier());
    }

    @Test
    void signaturesOfUnknownKeysTellNothing() {
        SignedNote note = SignedNote.sign("a\n", List.of(ONE));
        SignedNote.Check check = note.check(List.of(TWO.verifier()));
        assertThat(check.by()).isEmpty();
        assertThat(check.forged()).isFalse();
        assertThat(check.holds()).isFalse();
    }

    @Test
    void oneForgedSignatureMakesTheNoteWorthless() throws MalformedException {
        String good = SignedNote.sign("a\n", List.of(ONE)).toString();
        String other = SignedNote.sign("b\n", List.of(TWO)).toString();
        SignedNote note = SignedNote.parse(good + other.substring(other.indexOf('\u2014')));
        SignedNote.Check check = note.check(List.of(ONE.verifier(), TWO.verifier()));
        assertThat(check.by()).containsExactly(ONE.verifier());
        assertThat(check.holds()).isFalse();
    }

    @Test
    void anyChangedCharacterIsNoticed() {
        Random random = new Random(8);
        String note = SignedNote.sign("origin\n12\nabc\n", List.of(ONE)).toString();
        for (int round = 0; round < 500; round++) {
            StringBuilder changed = new StringBuilder(note);
            int at = random.nextInt(note.length());
            changed.setCharAt(at, (char) ('!' + random.nextInt(90)));
            if (changed.toString().equals(note)) {
                continue;
            }
            assertThat(holds(changed.toString())).as(changed.toString()).isFalse();
        }
    }

    private static boolean holds(String note) {
        try {
            return SignedNote.parse(note).check(List.of(ONE.verifier())).holds();
        } catch (MalformedException e) {
            return false;
        }
    }

    @Test
    void whatIsNoNoteIsRefusedWithoutRepeatingIt() {
        for (String text : List.of(
                "",
                "canary\n",
                "canary\n\n",
                "canary\n\n\u2014 n canary\n",
                "canary\n\n\u2014 n AAAA\n",
                "canary\n\n\u2014 n\u00a0m AAAAAAAA\n",
                "canary\n\ncanary\n",
                "canary\u0007\n\n\u2014 n AAAAAAAA\n",
                "canary\n\n\u2014 n AAAAAAAA",
                "canary\n\n" + "\u2014 n AAAAAAAA\n".repeat(65))) {
            assertThatThrownBy(() -> SignedNote.parse(text))
                    .isInstanceOf(MalformedException.class)
                    .message()
                    .doesNotContain("canary");
        }
        assertThatThrownBy(() -> SignedNote.parse("a\ud800\n".getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void aVerifierKeyWithAnotherIdNameOrTypeIsRefused() {
        for (String vkey : List.of(
                "",
                "example.com/foo",
                VKEY.replace("530d903a", "530d903b"),
                VKEY.replace("foo", "bar"),
                VKEY.replace("+Aek", "+Bek"),
                VKEY.substring(0, VKEY.length() - 4),
                VKEY.replace("example.com/foo", "example com/foo"))) {
            assertThatThrownBy(() -> VerifierKey.parse(vkey)).isInstanceOf(MalformedException.class);
        }
    }
}
