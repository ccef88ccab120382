package dev.smsconfig.source;

/** What a config folder has to keep to. The ids are stable: scripts and suppressions may rely on them. */
public enum Rule {
    FOLDER_MISSING("folder.missing", "The config folder exists."),
    FOLDER_NO_FLEET("folder.no-fleet", "The config folder holds a fleet.yaml."),
    FOLDER_NO_TENANTS("folder.no-tenants", "The folder tenants holds at least one tenant file."),

    FILE_NAME("file.name", "Config files end with .yaml and lie where they are read."),
    FILE_LEFTOVER("file.leftover", "Editors' and git's leftovers (*.orig, *.rej, *~, *.swp, *.bak) are no config."),
    FILE_HIDDEN("file.hidden", "No config hides behind a name that begins with a dot."),
    FILE_SYMLINK("file.symlink", "Nothing in the folder is a symbolic link."),
    FILE_IRREGULAR("file.irregular", "Config files are regular files."),
    FILE_UNREADABLE("file.unreadable", "Config files and folders can be read."),
    FILE_TOO_LARGE("file.too-large", "A tenant or group file has at most 256 KiB, fleet.yaml 1 MiB."),
    FILE_SUBMODULE("file.submodule", "No folder is a repository of its own."),
    FILE_LFS_POINTER("file.lfs-pointer", "Config files are in git itself, not in git LFS."),

    YAML_ENCODING("yaml.encoding", "Files are valid UTF-8."),
    YAML_BYTE_ORDER_MARK("yaml.byte-order-mark", "No byte order mark; at the very start it is passed over."),
    YAML_CHARACTER("yaml.character", "No control, line-separator, invisible, text-direction or unassigned characters."),
    YAML_CONFLICT_MARKER("yaml.conflict-marker", "No conflict markers of a git merge."),
    YAML_SYNTAX("yaml.syntax", "Files are valid YAML."),
    YAML_MULTIPLE_DOCUMENTS("yaml.multiple-documents", "A file holds one YAML document."),
    YAML_DIRECTIVE("yaml.directive", "No directive but %YAML 1.2."),
    YAML_ROOT("yaml.root", "The document is a mapping."),
    YAML_ANCHOR("yaml.anchor", "No anchors."),
    YAML_ALIAS("yaml.alias", "No aliases."),
    YAML_MERGE_KEY("yaml.merge-key", "No merge keys."),
    YAML_TAG("yaml.tag", "No tags: types come from the schema."),
    YAML_COMPLEX_KEY("yaml.complex-key", "Keys are plain or quoted text."),
    YAML_DUPLICATE_KEY("yaml.duplicate-key", "A mapping holds each key once."),
    YAML_TOO_DEEP("yaml.too-deep", "At most 16 levels of nesting."),
    YAML_TOO_MANY_NODES("yaml.too-many-nodes", "At most 2,000 nodes in a tenant or group file, 20,000 in fleet.yaml."),
    YAML_LONG_SCALAR("yaml.long-scalar", "A scalar has at most 8 KiB."),
    YAML_QUOTE_IT("yaml.quote-it", "Unquoted text is text in YAML 1.1 and in YAML 1.2."),
    YAML_MULTI_LINE("yaml.multi-line", "Plain and quoted text ends on the line where it begins."),
    YAML_NULL("yaml.null", "Fields that are written have a value; null stands only in a spec."),
    YAML_SIMILAR_KEY("yaml.similar-key", "Keys of a mapping differ in more than case or Unicode form."),

    CONFIG_VERSION("config.version", "apiVersion is smsconfig/v1."),
    CONFIG_KIND("config.kind", "kind is the one that belongs to the file."),
    CONFIG_UNKNOWN_FIELD("config.unknown-field", "Every field is known."),
    CONFIG_WRONG_TYPE("config.wrong-type", "Fields have the type of the schema."),
    CONFIG_MISSING("config.missing", "Required fields are there."),
    CONFIG_VALUE("config.value", "Values are among those that the field admits."),
    CONFIG_DURATION("config.duration", "Durations are written as 90s, 10m, 1h30m or 2d."),
    CONFIG_ZONE("config.zone", "Time zones are names of the IANA database."),
    CONFIG_FIELD_NAME("config.field-name", "Policies name fields that a configuration can have."),
    CONFIG_CONTROL_CHARACTER("config.control-character", "Texts hold no line break, control or invisible character."),
    CONFIG_SETTING_KEY("config.setting-key", "Keys of NsPluginConfig have 1 to 64 letters, digits, '_', '.' or '-'."),
    CONFIG_EMPTY_SPEC("config.empty-spec", "A spec sets at least one property, a tenant's together with its layers."),

    ENVIRONMENT_NAME("environment.name", "Environment names are short and plain, the default one is defined."),
    ENVIRONMENT_CHOICE("environment.choice", "An environment has one of server: embedded, api and state."),
    ENVIRONMENT_API(
            "environment.api",
            "api and state are absolute http(s) URLs with {tenant} in them once, login is an origin."),
    ENVIRONMENT_INSECURE("environment.insecure", "http, loopback and private addresses need insecure: true."),

    GUARDS_MAX_CHANGED("guards.max-changed", "maxChanged is a percentage or a number of tenants."),
    GUARDS_FREEZE("guards.freeze", "A freeze has local times and ends after it begins."),
    GUARDS_FREEZE_OVER("guards.freeze-over", "No freeze lies in the past."),
    ROLLOUT_WAVES("rollout.waves", "Waves have unique plain names, and there is at least one."),
    ROLLOUT_SELECT("rollout.select", "Waves select by a label expression, such as country in (no,se)."),
    ROLLOUT_NO_REST("rollout.no-rest", "The last wave, and only it, takes everything that is left."),

    SCHEDULE_CRON("schedule.cron", "A schedule has five fields that every cron takes for the same."),
    ACCEPTED_TENANTS("accepted.tenants", "Accepted differences name tenants by id or with * and ?."),
    ACCEPTED_EXPIRED("accepted.expired", "No accepted difference has expired."),

    TENANT_ID("tenant.id", "A tenant id has 1 to 64 letters, digits, '_' or '-'."),
    TENANT_FILE_NAME("tenant.file-name", "A tenant file is named after its tenant."),
    TENANT_DUPLICATE("tenant.duplicate", "A tenant has one file, also where case does not count."),
    TENANT_LABEL("tenant.label", "Labels have a form that a selector can name."),
    TENANT_COUNTRY_PREFIX("tenant.country-prefix", "DefaultSmsCountry is a plus sign and 1 to 4 digits."),
    TENANT_SENDER(
            "tenant.sender",
            "NsPluginSender has at most 15 digits, or at most 11 letters, digits and spaces with a letter among them."),
    TENANT_TOO_LONG("tenant.too-long", "What SuperOffice keeps in one field has at most 255 characters."),

    PROVIDER_UNKNOWN("provider.unknown", "NetServerSmsProvider is one of SuperOffice's providers or an own plugin."),
    PROVIDER_UNKNOWN_SETTING("provider.unknown-setting", "Keys of NsPluginConfig are settings of the provider."),
    PROVIDER_OTHER_SETTING("provider.other-setting", "No key of NsPluginConfig belongs to another provider."),
    PROVIDER_MISSING_SETTING("provider.missing-setting", "NsPluginConfig has the provider's usual settings."),

    GROUP_NAME("group.name", "A group's name has 1 to 64 lower-case letters, digits, '_' or '-'."),
    GROUP_FILE_NAME("group.file-name", "A group file is named after its group."),
    GROUP_UNKNOWN("group.unknown", "Every group that is named has a file."),
    GROUP_TWICE("group.twice", "A list of groups names each once, before those that build on it."),
    GROUP_CYCLE("group.cycle", "Groups do not build on each other in a circle."),
    GROUP_UNUSED("group.unused", "Every group has a tenant."),
    LAYER_IDLE_NULL("layer.idle-null", "null removes something that a lower layer sets."),

    SECRET_REFERENCE("secret.reference", "References to secrets are well formed."),
    SECRET_PLAINTEXT("secret.plaintext", "Secrets are references, not literals (see secrets.plaintext)."),
    SECRET_CUT_BY_COMMENT("secret.cut-by-comment", "An unquoted secret is not followed by a comment."),
    SECRET_BLOCK_SCALAR("secret.block-scalar", "A secret in a block scalar does not end with a line break."),
    SECRET_BLANK("secret.blank", "A secret does not begin or end with a blank."),
    SECRET_EMPTY("secret.empty", "A secret is not empty."),
    SECRET_PLACEHOLDER("secret.placeholder", "A secret is not a placeholder.");

    private final String id;
    private final String description;

    Rule(String id, String description) {
        this.id = id;
        this.description = description;
    }

    /** The name that outputs show, for example {@code yaml.duplicate-key}. */
    public String id() {
        return id;
    }

    /** What holds where the rule is kept, in one sentence. */
    public String description() {
        return description;
    }
}
