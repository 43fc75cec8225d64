/** Every number that Slack imposes, with the page that states it (docs.slack.dev unless said otherwise). */

/** reference/block-kit/blocks */
export const BLOCKS_PER_MESSAGE = 50
export const BLOCKS_PER_VIEW = 100
export const BLOCK_ID = 255
export const ACTION_ID = 255
export const SECTION_TEXT = 3000
export const SECTION_FIELDS = 10
export const SECTION_FIELD = 2000
export const HEADER_TEXT = 150
export const CONTEXT_ELEMENTS = 10
export const ACTIONS_ELEMENTS = 25
export const CONTEXT_ACTIONS_ELEMENTS = 5
export const IMAGE_TEXT = 2000
export const INPUT_LABEL = 2000
/** Cumulative over all markdown blocks of a payload. */
export const MARKDOWN_TEXT = 12_000
export const TABLE_ROWS = 100
export const TABLE_CELLS = 20
export const TABLE_TEXT = 10_000
export const TABLES_PER_MESSAGE = 1
/** Not documented; measured in slackapi/bolt-js#2509. */
export const MESSAGE_BLOCKS_TEXT = 13_200

/** reference/block-kit/block-elements */
export const BUTTON_TEXT = 75
export const BUTTON_VALUE = 2000
export const BUTTON_LABEL = 75
export const URL_LENGTH = 3000
export const SELECT_OPTIONS = 100
export const OPTION_GROUPS = 100
export const CHOICE_OPTIONS = 10
/** Older pages ask for two at least; today's "up to five" does not. */
export const OVERFLOW_OPTIONS = 5
export const PLACEHOLDER = 150
export const INPUT_TEXT = 3000
/** Where an external select does not say. */
export const MIN_QUERY_LENGTH = 3

/** reference/block-kit/composition-objects */
export const TEXT_OBJECT = 3000
export const OPTION_TEXT = 75
/** The option object's page says 150; the comments of @slack/types still say 75. */
export const OPTION_VALUE = 150
export const GROUP_LABEL = 75
export const CONFIRM_TITLE = 100
export const CONFIRM_TEXT = 300
export const CONFIRM_BUTTON = 30

/** reference/block-kit/blocks/rich-text-block; the greatest indent is stated by @slack/types. */
export const LIST_INDENT = 8

/** reference/views */
export const VIEW_TITLE = 24
export const VIEW_BUTTON = 24
export const CALLBACK_ID = 255
export const PRIVATE_METADATA = 3000
export const VIEW_BYTES = 250_000
export const VIEW_STACK = 3

/** reference/methods/chat.postMessage: longer is cut, with the warning message_truncated. */
export const MESSAGE_TEXT = 40_000
/** Not documented; seratch/ChatGPT-in-Slack#102: an update above it is msg_too_long. */
export const UPDATE_TEXT = 4000

/** interactivity/handling-user-interaction */
export const ACK_MS = 3000
export const TRIGGER_MS = 3000
export const RESPONSE_URL_USES = 5
export const RESPONSE_URL_MS = 30 * 60_000

/** apis/events-api: at once, after a minute, after five. */
export const RETRY_DELAYS_MS: readonly number[] = [0, 60_000, 300_000]

/** apis/events-api/using-socket-mode */
export const CONNECTIONS = 10

/** reference/methods/assistant.threads.setStatus */
export const LOADING_MESSAGES = 10

/** reference/methods/conversations.history, conversations.replies and conversations.members */
export const PAGE_LIMIT = 100
export const PAGE_MAX = 999
