// What all pages share: talking to the desk.
const token = document.querySelector('meta[name="kansli-nyckel"]').content

export class Refused extends Error {
  constructor (status, body) { super(body.fel || 'Det gick inte.'); this.status = status; this.body = body }
}

export async function send (path, body, options = {}) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Kansli-Nyckel': token },
    body: JSON.stringify(body),
    ...options
  })
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) throw new Refused(response.status, answer)
  return answer
}

export const one = id => document.getElementById(id)

// make builds an element; what is text stays text.
export function make (tag, props = {}, ...children) {
  const el = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (name === 'on') for (const [event, f] of Object.entries(value)) el.addEventListener(event, f)
    else if (name in el) el[name] = value
    else el.setAttribute(name, value)
  }
  el.append(...children)
  return el
}

// tabs makes a tablist work with mouse and arrows. show is called with the tab.
export function tabs (list, show) {
  const all = [...list.querySelectorAll('[role="tab"]')]
  const choose = (tab, focus) => {
    for (const t of all) {
      const chosen = t === tab
      t.setAttribute('aria-selected', chosen)
      t.tabIndex = chosen ? 0 : -1
      one(t.getAttribute('aria-controls')).hidden = !chosen
    }
    if (focus) tab.focus()
    show(tab.id)
  }
  list.addEventListener('click', e => { const t = e.target.closest('[role="tab"]'); if (t) choose(t, false) })
  list.addEventListener('keydown', e => {
    const at = all.indexOf(document.activeElement)
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key]
    if (step === undefined || at < 0) return
    e.preventDefault()
    choose(all[(at + step + all.length) % all.length], true)
  })
  return id => choose(all.find(t => t.id === id), false)
}
