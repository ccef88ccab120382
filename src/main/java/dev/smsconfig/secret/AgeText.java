package dev.smsconfig.secret;

import com.exceptionfactory.jagged.DecryptingChannelFactory;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens short texts encrypted with age (https://age-encryption.org/v1), in its armor or without. */
final class AgeText {

    private static final String ARMOR = "-----BEGIN";

    private AgeText() {}

    /**
     * @return the whole clear text, or null where none of the readers has the key
     * @throws SopsRefusal where it is malformed, changed or cut off
     */
    static byte @Nullable [] open(byte[] encrypted, List<RecipientStanzaReader> readers) throws SopsRefusal {
        // the format allows blanks around the armor, and jagged does not
        String armored = new String(encrypted, StandardCharsets.ISO_8859_1).strip();
        boolean isArmored = armored.startsWith(ARMOR);
        byte[] file = isArmored ? armored.getBytes(StandardCharsets.ISO_8859_1) : encrypted;
        DecryptingChannelFactory age =
                isArmored ? new ArmoredDecryptingChannelFactory() : new StandardDecryptingChannelFactory();
        try (InputStream clear = Channels.newInputStream(
                age.newDecryptingChannel(Channels.newChannel(new ByteArrayInputStream(file)), readers))) {
            return clear.readAllBytes();
        } catch (UnsupportedRecipientStanzaException e) {
            return null;
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw SopsRefusal.of("its age key was changed or cut off; restore the file");
        }
    }
}
