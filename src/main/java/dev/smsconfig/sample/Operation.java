package dev.smsconfig.sample;

import dev.smsconfig.sample.wire.ResponseContentType;
import java.util.List;

/** One operation of the CustomerService agent. */
interface Operation extends Endpoint {

    /** As in the URL: {@code .../Agents/CustomerService/{name}}. */
    String name();

    /** What it does, in one sentence of SuperOffice's reference. */
    String summary();

    /** Whether the request's body is an SmsConfig; else there is none, and one that comes is not read. */
    boolean takesEntity();

    /** Whether an installation has it. */
    boolean isIn(TenantProfile profile);

    @Override
    default List<String> offers() {
        return ResponseContentType.SUPPORTED;
    }
}
