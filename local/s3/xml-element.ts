import { XmlNode, XmlText, parseXML } from '@aws-sdk/xml-builder';

type XmlValue = string | number | boolean | undefined | XmlChildren | readonly XmlChildren[];
export interface XmlChildren {
  readonly [name: string]: XmlValue;
}

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/**
 * A whole XML document with one root. A list becomes one element for each entry under the same name (as S3 writes lists);
 * undefined is left out.
 */
export function element(rootName: string, children: XmlChildren): string {
  const root = nodeOf(rootName, children);
  if (rootName !== 'Error') root.addAttribute('xmlns', namespace);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.toString()}`;
}

function nodeOf(name: string, children: XmlChildren): XmlNode {
  const node = new XmlNode(name);
  for (const [childName, value] of Object.entries(children)) {
    if (value === undefined) continue;
    if (isList(value)) for (const entry of value) node.addChildNode(nodeOf(childName, entry));
    else if (typeof value === 'object') node.addChildNode(nodeOf(childName, value));
    else node.addChildNode(new XmlNode(childName, [new XmlText(String(value))]));
  }
  return node;
}

function isList(value: XmlValue): value is readonly XmlChildren[] {
  return Array.isArray(value);
}

/** The document as plain objects, for a zod schema to check; undefined when it is not XML. */
export function readXml(text: string): unknown {
  try {
    const parsed: unknown = parseXML(text);
    return parsed;
  } catch {
    return undefined;
  }
}
