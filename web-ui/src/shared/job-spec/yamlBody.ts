/**
 * Sends a spec as the very text that was written. The interface's document describes the object that the text stands
 * for, so an empty one satisfies its type, and the serializer puts the text in its place.
 */
export function yamlBody(text: string) {
  return { body: {}, bodySerializer: () => text, headers: { 'Content-Type': 'application/yaml' } }
}
