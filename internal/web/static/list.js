// Filters the list while one types; without script the form does the same.
import { one } from './common.js'

const rows = [...document.querySelectorAll('#filer tbody tr')]
const [q, board, status] = ['q', 'namnd', 'status'].map(one)
const total = rows.length

function filter () {
  const words = q.value.toLowerCase().split(/\s+/).filter(Boolean)
  let shown = 0
  for (const row of rows) {
    const text = row.textContent.toLowerCase()
    const ok = words.every(w => text.includes(w)) && (!board.value || row.dataset.namnd === board.value) && (!status.value || row.dataset.status === status.value)
    row.hidden = !ok
    if (ok) shown++
  }
  one('antal').textContent = `${shown} av ${total} filer`
}
for (const el of [q, board, status]) el.addEventListener('input', filter)
