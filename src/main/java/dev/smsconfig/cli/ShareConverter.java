package dev.smsconfig.cli;

import dev.smsconfig.state.ShareOrCount;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 30%} or {@code 50}. */
final class ShareConverter implements ITypeConverter<ShareOrCount> {

    @Override
    public ShareOrCount convert(String value) {
        try {
            return ShareOrCount.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
