// What a person reads in a mail: no header, no code for transport, no mark-up.

const ENTITIES = { amp: '&', apos: "'", gt: '>', lt: '<', nbsp: ' ', quot: '"' };

/** Parts a message or one of its parts into a map of headers, names in small letters, and the rest. */
export function parse(message) {
  const lines = message.split(/\r?\n/);
  const end = lines.findIndex((line, at) => line === '' && at > 0);
  const head = lines.slice(0, end < 0 ? lines.length : end).join('\n');
  const headers = new Map();
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (colon > 0 && !headers.has(name)) {
      headers.set(name, line.slice(colon + 1).trim());
    }
  }
  return { headers, body: end < 0 ? '' : lines.slice(end + 1).join('\n') };
}

function parameter(header, name) {
  return new RegExp(`${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(header)?.slice(1).find(Boolean);
}

// Bytes of a stated alphabet; where none that is known is stated, one byte for each character.
function text(bytes, charset) {
  return bytes.toString(/utf-?8/i.test(charset ?? '') ? 'utf8' : 'latin1');
}

function decoded({ headers, body }) {
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase();
  const charset = parameter(headers.get('content-type') ?? '', 'charset');
  if (encoding.startsWith('base64')) {
    return text(Buffer.from(body, 'base64'), charset);
  }
  if (encoding.startsWith('quoted-printable')) {
    const bytes = body
      .replace(/=[ \t]*\n/g, '')
      .replace(/=([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
    return /[^\x00-\xff]/.test(bytes) ? bytes : text(Buffer.from(bytes, 'latin1'), charset);
  }
  return body;
}

function withoutMarkup(html) {
  return html
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d{1,6});/g, (_, code) => (code > 31 && code < 0xd800 ? String.fromCodePoint(code) : ' '))
    .replace(/&([a-z]+);/gi, (whole, name) => ENTITIES[name.toLowerCase()] ?? whole);
}

/** The first part that is plain text, else the first that is HTML, as words; "" where there is neither. */
export function words(part, depth = 0) {
  const type = part.headers.get('content-type') ?? 'text/plain';
  const boundary = /^multipart\//i.test(type) ? parameter(type, 'boundary') : undefined;
  if (boundary && depth < 8) {
    const parts = `\n${part.body}`
      .split(`\n--${boundary}`)
      .slice(1)
      .filter((piece) => !piece.startsWith('--'))
      .map((piece) => parse(piece.replace(/^[ \t]*\n/, '')));
    const plain = (each) => /^text\/plain/i.test(each.headers.get('content-type') ?? 'text/plain');
    for (const each of [...parts.filter(plain), ...parts.filter((other) => !plain(other))]) {
      const found = words(each, depth + 1);
      if (found !== '') {
        return found;
      }
    }
    return '';
  }
  if (!/^(text|multipart)\//i.test(type)) {
    return '';
  }
  const body = decoded(part);
  const plain = /^text\/html/i.test(type) || /<html\b/i.test(body) ? withoutMarkup(body) : body;
  return plain.replace(/[\s\u00a0\x00-\x1f\x7f-\x9f]+/g, ' ').trim();
}
