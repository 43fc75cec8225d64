/** What Discord imposes; lengths are in UTF-16 units. */

/** https://discord.com/developers/docs/components/reference#button gives it for buttons; for links in a text nothing is said. */
export const LINK_ADDRESS_CHARACTERS = 512

/** https://discord.com/developers/docs/resources/channel#start-thread-from-message */
export const THREAD_NAME_CHARACTERS = 100

/** https://discord.com/developers/docs/resources/message#create-message */
export const NONCE_CHARACTERS = 25
export const CONTENT_CHARACTERS = 2_000
/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits; with a footer well below 6,000 in all. */
export const EMBED_TITLE_CHARACTERS = 256
export const EMBED_DESCRIPTION_CHARACTERS = 4_096
/** A footer may have 2,048; a display name has 32 at most. */
export const FOOTER_NAME_CHARACTERS = 100
/** https://discord.com/developers/docs/components/reference */
export const BUTTONS_IN_A_ROW = 5
export const BUTTON_LABEL_CHARACTERS = 80
export const SELECT_OPTIONS = 25
export const OPTION_LABEL_CHARACTERS = 100
/** https://discord.com/developers/docs/interactions/application-commands#autocomplete */
export const CHOICES = 25
export const CHOICE_CHARACTERS = 100
