/** What Slack imposes; lengths are in UTF-16 units. */

/** https://docs.slack.dev/reference/block-kit/blocks/table-block */
export const TABLE_ROWS = 100
export const TABLE_COLUMNS = 20
/** All cells together. */
export const TABLE_CHARACTERS = 10_000

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block; the types of Slack's SDK state the number. */
export const LIST_INDENT = 8
