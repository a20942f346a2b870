/** A sentence before it is put into words: which one it is, and what it leaves open. */
export interface Message {
  id: string;
  parameters: Record<string, MessageParameter>;
}

/** A value; or what is itself put into words: a sentence within the sentence, or several. */
export type MessageParameter = string | number | Message | Message[];

/**
 * The words of a message in a language: `{name}` stands for a parameter. Where the words differ by number, `one` and `other`
 * are chosen by the parameter `count`; a language that makes no difference has one text.
 */
export type Template = string | { readonly one: string; readonly other: string };

const SLOT = /\{([a-z_]+)\}/g;

export const templateFor = (template: Template, count: unknown): string =>
  typeof template === 'string' ? template : count === 1 ? template.one : template.other;

/** The parameters that a template names. */
export const slotsOf = (template: Template): readonly string[] => [
  ...new Set(
    (typeof template === 'string' ? [template] : [template.one, template.other]).flatMap((text) =>
      [...text.matchAll(SLOT)].map(([, name]) => name!),
    ),
  ),
];

/** @param worded a parameter in words; `isFirst` where it begins the text */
export const filled = (text: string, worded: (name: string, isFirst: boolean) => string): string =>
  text.replace(SLOT, (_, name: string, offset: number) => worded(name, offset === 0));
