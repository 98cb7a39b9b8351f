/** The language, as `lang` attributes name it. */
export const language = 'en';
