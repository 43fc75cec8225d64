/** Discord's limits. Texts are counted in UTF-16 units, which is never fewer than Discord counts. */

/** https://discord.com/developers/docs/resources/message#create-message */
export const CONTENT = 2000
export const EMBEDS = 10
export const NONCE = 25
/** How long a nonce is remembered: "the past few minutes". */
export const NONCE_MS = 5 * 60_000

/** https://discord.com/developers/docs/reference#uploading-files, …/resources/message#attachment-object */
export const ATTACHMENTS = 10
export const ATTACHMENT_DESCRIPTION = 1024
export const FILE_BYTES = 10 * 1024 * 1024

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
export const EMBED_TITLE = 256
export const EMBED_DESCRIPTION = 4096
export const EMBED_FIELDS = 25
export const EMBED_FIELD_NAME = 256
export const EMBED_FIELD_VALUE = 1024
export const EMBED_FOOTER = 2048
export const EMBED_AUTHOR = 256
export const EMBED_URL = 2048
export const EMBED_COLOUR = 0xff_ff_ff
export const EMBEDS_TOTAL = 6000

/** https://discord.com/developers/docs/resources/message#allowed-mentions-object */
export const ALLOWED_MENTIONS = 100

/** https://discord.com/developers/docs/components/reference */
export const ROWS = 5
export const BUTTONS_IN_ROW = 5
export const CUSTOM_ID = 100
export const BUTTON_LABEL = 80
export const BUTTON_URL = 512
export const OPTIONS_IN_SELECT = 25
export const OPTION_TEXT = 100
export const SELECT_PLACEHOLDER = 150
export const MODAL_TITLE = 45
export const MODAL_COMPONENTS = 5
export const LABEL = 45
export const LABEL_DESCRIPTION = 100
export const TEXT_INPUT = 4000
export const TEXT_INPUT_PLACEHOLDER = 100

/** https://discord.com/developers/docs/interactions/application-commands */
export const CHAT_INPUT_COMMANDS = 100
export const MENU_COMMANDS = 15
export const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
export const MENU_COMMAND_NAME = 32
export const COMMAND_DESCRIPTION = 100
export const COMMAND_OPTIONS = 25
export const COMMAND_CHOICES = 25
export const CHOICE_TEXT = 100
export const OPTION_LENGTH = 6000
export const COMMAND_TOTAL = 8000

/** https://discord.com/developers/docs/interactions/receiving-and-responding */
export const ACK_MS = 3000
export const TOKEN_MS = 15 * 60_000
export const USER_INSTALL_FOLLOW_UPS = 5

/** https://discord.com/developers/docs/resources/channel#start-thread-from-message */
export const THREAD_NAME = 100
export const ARCHIVE_MINUTES = [60, 1440, 4320, 10_080] as const

/** https://discord.com/developers/docs/events/gateway */
export const GATEWAY_PAYLOAD_BYTES = 4096
export const SESSION_STARTS = 1000
export const HEARTBEAT_MS = 41_250
