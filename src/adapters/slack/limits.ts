/** https://docs.slack.dev/reference/block-kit/blocks */
export const HEADER_CHARACTERS = 150
/** https://docs.slack.dev/reference/block-kit/block-elements */
export const BUTTON_CHARACTERS = 75
/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object; a value may have 150. */
export const OPTION_CHARACTERS = 75
export const OPTION_VALUE_CHARACTERS = 150
export const OPTIONS = 100
/** Screen readers and notifications have this alone. https://docs.slack.dev/reference/methods/chat.postMessage */
export const TEXT_CHARACTERS = 4_000
