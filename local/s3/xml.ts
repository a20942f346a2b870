import { malformedXml } from './errors.ts';

const escapeText = (text: string): string =>
  text.replace(/[&<>"'\r\n\t]/g, (char) => {
    const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
    return named[char] ?? `&#${char.charCodeAt(0)};`;
  });

/** `<name>text</name>`, escaped; nothing at all when the value is undefined. */
export const textElement = (name: string, value: string | number | boolean | undefined): string =>
  value === undefined ? '' : `<${name}>${escapeText(String(value))}</${name}>`;

/** `<name>…</name>` around markup that is already XML. */
export const element = (name: string, ...markup: string[]): string => `<${name}>${markup.join('')}</${name}>`;

/** A whole document in S3's namespace. */
export const xmlDocument = (root: string, ...markup: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${markup.join('')}</${root}>`;

/** Errors carry no namespace in S3. */
export const errorDocument = (elements: Readonly<Record<string, string | undefined>>): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${Object.entries(elements)
    .map(([name, value]) => textElement(name, value))
    .join('')}</Error>`;

export interface XmlElement {
  readonly name: string;
  readonly children: XmlElement[];
  text: string;
}

export const childrenOf = (parent: XmlElement, name: string): XmlElement[] =>
  parent.children.filter((child) => child.name === name);

export const childText = (parent: XmlElement, name: string): string | undefined =>
  parent.children.find((child) => child.name === name)?.text;

/**
 * Reads the small documents that S3 requests carry: elements, text, CDATA, comments. Attributes and namespace prefixes
 * are dropped; a DOCTYPE is refused, so there are no entities but the five predefined ones.
 * @throws {S3Error} MalformedXML
 */
export function parseXml(source: string): XmlElement {
  const top: XmlElement = { name: '', children: [], text: '' };
  const open: XmlElement[] = [top];
  let position = 0;
  while (position < source.length) {
    const current = open.at(-1) ?? top;
    const tagStart = source.indexOf('<', position);
    const textEnd = tagStart < 0 ? source.length : tagStart;
    if (textEnd > position) {
      appendText(current, top, unescapeText(source.slice(position, textEnd)));
      position = textEnd;
      continue;
    }
    const special = SPECIAL.find(([start]) => source.startsWith(start, position));
    const [start, end] = special ?? ['<', '>'];
    const close = source.indexOf(end, position + start.length);
    if (close < 0) throw malformedXml(`"${start}" is never closed`);
    const inner = source.slice(position + start.length, close);
    position = close + end.length;
    if (start === '<![CDATA[') appendText(current, top, inner);
    else if (start === '<') readTag(inner, open, top);
  }
  const root = top.children[0];
  if (open.length > 1) throw malformedXml(`<${open.at(-1)?.name}> is never closed`);
  if (!root || top.children.length > 1) throw malformedXml('there must be exactly one root element');
  return root;
}

const SPECIAL = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

const TAG = /^([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)$/;

function readTag(tag: string, open: XmlElement[], top: XmlElement): void {
  if (tag.startsWith('/')) {
    const closed = open.length > 1 ? open.pop() : undefined;
    const name = tag
      .slice(1)
      .trim()
      .replace(/^[^:]*:/, '');
    if (closed?.name !== name) throw malformedXml(`</${name}> closes nothing`);
    return;
  }
  const [, , name, , selfClosing] = TAG.exec(tag) ?? [];
  if (name === undefined) throw malformedXml('a tag cannot be read');
  const child: XmlElement = { name, children: [], text: '' };
  (open.at(-1) ?? top).children.push(child);
  if (selfClosing !== '/') open.push(child);
}

function appendText(current: XmlElement, top: XmlElement, text: string): void {
  if (current !== top) current.text += text;
  else if (text.replace(/^\uFEFF/, '').trim() !== '') throw malformedXml('there is text outside the root element');
}

function unescapeText(text: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
  return text.replace(/&([^;&]{0,12};)?/g, (_, entity: string | undefined) => {
    const body = entity?.slice(0, -1) ?? '';
    const hex = /^#x([\da-f]{1,6})$/i.exec(body);
    const decimal = /^#(\d{1,7})$/.exec(body);
    const codePoint = hex ? Number.parseInt(hex[1]!, 16) : decimal ? Number(decimal[1]) : undefined;
    if (codePoint !== undefined && codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff)) {
      return String.fromCodePoint(codePoint);
    }
    const char = Object.hasOwn(named, body) ? named[body] : undefined;
    if (char === undefined) throw malformedXml('an entity cannot be read');
    return char;
  });
}
