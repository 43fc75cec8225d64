/** What Slack imposes; lengths are in UTF-16 units. */

/** https://docs.slack.dev/reference/block-kit/blocks/table-block */
export const TABLE_ROWS = 100
export const TABLE_COLUMNS = 20
/** All cells together. */
export const TABLE_CHARACTERS = 10_000

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block; the types of Slack's SDK state the number. */
export const LIST_INDENT = 8

/** https://docs.slack.dev/reference/block-kit/blocks; a modal may have 100. */
export const BLOCKS_IN_MESSAGE = 50
export const HEADER_CHARACTERS = 150
/** https://docs.slack.dev/reference/block-kit/block-elements */
export const BUTTON_CHARACTERS = 75
export const ADDRESS_CHARACTERS = 3_000
/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export const TEXT_OBJECT_CHARACTERS = 3_000
/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object; a value may have 150. */
export const OPTION_CHARACTERS = 75
export const OPTION_VALUE_CHARACTERS = 150
export const OPTIONS = 100
/** Screen readers and notifications have this alone. https://docs.slack.dev/reference/methods/chat.postMessage */
export const TEXT_CHARACTERS = 4_000
