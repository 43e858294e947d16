// compromise over JSON lines: one record per document and kind, then the seconds that reading took.
import { createInterface } from 'node:readline'
import nlp from 'compromise'

const KIND = process.argv[2]
const TYPES = { people: 'PER', places: 'LOC', organizations: 'ORG' }
const points = (text, at) => [...text.slice(0, at)].length

function found(text) {
  const doc = nlp(text)
  if (KIND === 'actors') {
    return Object.entries(TYPES).flatMap(([method, type]) =>
      doc[method]().json({ offset: true, terms: false }).map((item) => ({ offset: item.offset, type })))
  }
  if (KIND === 'numbers') {
    return doc.numbers().json({ offset: true, terms: false }).map((item) => ({
      offset: item.offset, value: item.number?.num ?? null, low: null, high: null,
      unit: item.number?.unit || '-', change: '=' }))
  }
  return doc.quotations().json({ offset: true, terms: false }).map((item) => ({ offset: item.offset, kind: 'direct' }))
}

const documents = []
for await (const line of createInterface({ input: process.stdin })) documents.push(JSON.parse(line))
nlp('It rained.')
const began = process.cpuUsage()
const all = documents.map((document) => found(document.text))
const { user, system } = process.cpuUsage(began)
documents.forEach((document, i) => {
  const spans = all[i].filter((item) => item.offset).map(({ offset, ...rest }) => {
    const start = points(document.text, offset.start)
    const end = points(document.text, offset.start + offset.length)
    return KIND === 'quotes' ? { ...rest, content: [[start, end]], start, end, cue: [], source: [] } : { ...rest, start, end }
  })
  console.log(JSON.stringify({ id: document.id, spans }))
})
console.log(JSON.stringify({ seconds: (user + system) / 1e6 }))
