// chrono-node over JSON lines: one record per document, then the seconds that reading took.
import { createInterface } from 'node:readline'
import * as chrono from 'chrono-node'

const points = (text, at) => [...text.slice(0, at)].length
const two = (figure) => String(figure).padStart(2, '0')

// The parts of the date that the words give: a year, a month or a day.
function value(parts) {
  const day = `${parts.get('year')}-${two(parts.get('month'))}-${two(parts.get('day'))}`
  if (parts.isCertain('day') || parts.isCertain('weekday') || !parts.isCertain('month')) return day
  return day.slice(0, 7)
}

const documents = []
for await (const line of createInterface({ input: process.stdin })) documents.push(JSON.parse(line))
chrono.parse('5 May 2020')
const began = process.cpuUsage()
const all = documents.map(({ text, published }) =>
  chrono.parse(text, published ? new Date(`${published.slice(0, 10)}T12:00:00`) : undefined))
const { user, system } = process.cpuUsage(began)
documents.forEach(({ id, text }, i) => {
  const spans = all[i].map((item) => ({
    start: points(text, item.index), end: points(text, item.index + item.text.length), type: 'DATE', value: value(item.start) }))
  console.log(JSON.stringify({ id, spans }))
})
console.log(JSON.stringify({ seconds: (user + system) / 1e6 }))
