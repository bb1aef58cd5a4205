// Draws pictures for download in the reader's own browser: the charts that are on the page, with title, sentences,
// period, edition and caveats round them, as one SVG or PNG. Nothing is sent anywhere, but for the word that one was asked for;
// the chart library comes from this server.

const WIDTH = 1200
const PAD = 40
const FONT = "Arial, Helvetica, sans-serif"
const INK = "#212B32"
const TOLD_TOGETHER = 20

export default function (component) {
  const { data, parentElement } = component
  const root = parentElement.querySelector("#download")
  root.data = data
  root.tell = component.setStateValue
  if (root.querySelector("button")) return // drawn already, and perhaps at work
  for (const kind of ["PNG", "SVG"]) {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = `${data.label} as ${kind}`
    button.onclick = () => save(kind, root.data, root, button)
    root.appendChild(button)
  }
  const status = document.createElement("p")
  status.setAttribute("role", "status")
  root.appendChild(status)
}

// The audit trail has a line of every picture that is asked for: it is told before the picture is drawn, because whoever closes
// the panel meanwhile has it all the same. The newest are told together: two that come close after each other are both heard.
function tell(root, kind) {
  root.taken = [...(root.taken ?? []), { id: `${Date.now()}-${Math.random()}`, kind }].slice(-TOLD_TOGETHER)
  root.tell("taken", root.taken)
}

async function save(kind, data, root, button) {
  const status = root.querySelector("p")
  button.disabled = true
  tell(root, kind)
  status.textContent = "Drawing…"
  try {
    const svg = await compose(data, await plotly(data.chart_script))
    const blob = kind === "SVG" ? new Blob([svg.text], { type: "image/svg+xml" }) : await asPng(svg)
    const link = document.createElement("a")
    link.href = URL.createObjectURL(blob)
    link.download = `${data.file_name}.${kind.toLowerCase()}`
    root.appendChild(link) // a click elsewhere on the page would close the panel that this button is in
    link.click()
    link.remove()
    setTimeout(() => URL.revokeObjectURL(link.href), 10000)
    status.textContent = "Saved."
  } catch (error) {
    status.textContent = "The picture could not be drawn: reload the page and try again."
    console.error(error)
  }
  button.disabled = false
}

let loading = null
function plotly(library) {
  loading ||= new Promise((resolve, reject) => {
    if (window.Plotly?.toImage) return resolve(window.Plotly)
    const script = document.createElement("script")
    script.src = library
    script.onload = () => resolve(window.Plotly)
    script.onerror = () => {
      loading = null
      reject(new Error("the chart library could not be loaded"))
    }
    document.head.appendChild(script)
  })
  return loading
}

// One SVG, from the top: title, sentences, each chart under its own heading, what it stands on.
async function compose(data, Plotly) {
  const parts = []
  let y = PAD
  const write = (text, size, options = {}) => {
    const { bold = false, colour = INK, gap = 8 } = options
    for (const line of wrapped(text, size, bold)) {
      y += size * 1.3
      parts.push(
        `<text x="${PAD}" y="${y.toFixed(1)}" font-family="${FONT}" font-size="${size}" ` +
          `font-weight="${bold ? "bold" : "normal"}" fill="${colour}">${escaped(line)}</text>`
      )
    }
    y += gap
  }
  for (const mark of data.marks) write(mark, 20, { bold: true, colour: "#8A4500" })
  write(data.title, 28, { bold: true })
  write(data.standing, 17, { colour: "#4C6272", gap: 12 })
  for (const sentence of data.sentences) write(sentence, 19, { gap: 10 })
  for (const chart of data.charts) {
    const drawn = document.querySelector(`.st-key-chart-${chart.key} .js-plotly-plot`)
    if (!drawn) throw new Error(`chart ${chart.key} is not on the page`)
    if (data.charts.length > 1) {
      y += 14
      write(chart.title, 21, { bold: true })
      write(chart.sentence, 17, { gap: 4 })
    }
    const height = (drawn.layout.height || 400) + 20
    const image = await Plotly.toImage(
      { data: drawn.data, layout: onPaper(drawn.layout, height) },
      { format: "svg", width: WIDTH - 2 * PAD, height }
    )
    const inner = decodeURIComponent(image.slice(image.indexOf(",") + 1)).replace(/^<\?xml[^>]*>/, "")
    // Gradient and clip ids repeat from chart to chart: a prefix keeps each chart's own.
    const named = inner.replace(/(id="|url\(['"]?#|href="#)/g, `$1${chart.key}-`)
    parts.push(named.replace("<svg ", `<svg x="${PAD}" y="${y}" `))
    y += height
  }
  y += 6
  for (const sentence of data.breaks) write(sentence, 15, { colour: "#4C6272", gap: 4 })
  write(data.foot, 15, { colour: "#4C6272" })
  const height = Math.ceil(y + PAD / 2)
  const text =
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" ` +
    `width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">` +
    `<title>${escaped(data.title)}</title><desc>${escaped(data.alt)}</desc>` +
    `<rect width="100%" height="100%" fill="#FFFFFF"/>${parts.join("")}</svg>`
  return { text, width: WIDTH, height }
}

// A chart as it is printed: dark on white, whatever theme the page has.
function onPaper(layout, height) {
  const paper = JSON.parse(JSON.stringify(layout))
  Object.assign(paper, { paper_bgcolor: "#FFFFFF", plot_bgcolor: "#FFFFFF", height, autosize: false })
  delete paper.width
  delete paper.template
  paper.font = { family: FONT, size: 15, color: INK }
  for (const name of Object.keys(paper)) {
    if (!/^[xy]axis\d*$/.test(name)) continue
    paper[name].color = INK
    if (paper[name].tickfont) paper[name].tickfont.color = INK
    if (paper[name].gridcolor !== "rgba(0,0,0,0)") paper[name].gridcolor = "#D8DDE0"
  }
  if (paper.legend?.font) paper.legend.font.color = INK
  return paper
}

// Lines that fit the paper: broken between words, and inside a word that is wider than a line (an address, a reference).
function wrapped(text, size, bold) {
  const context = document.createElement("canvas").getContext("2d")
  context.font = `${bold ? "bold " : ""}${size}px ${FONT}`
  const fits = (line) => context.measureText(line).width <= WIDTH - 2 * PAD
  const lines = [""]
  for (const word of text.split(/\s+/)) {
    const longer = `${lines[lines.length - 1]} ${word}`.trim()
    if (fits(longer)) {
      lines[lines.length - 1] = longer
      continue
    }
    if (lines[lines.length - 1]) lines.push("")
    for (const letter of word) {
      const line = lines[lines.length - 1] + letter
      if (fits(line)) lines[lines.length - 1] = line
      else lines.push(letter)
    }
  }
  return lines
}

function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;")
}

async function asPng(svg) {
  const image = new Image()
  const url = URL.createObjectURL(new Blob([svg.text], { type: "image/svg+xml" }))
  await new Promise((resolve, reject) => {
    image.onload = resolve
    image.onerror = () => reject(new Error("the picture could not be drawn as PNG"))
    image.src = url
  })
  const canvas = document.createElement("canvas")
  canvas.width = svg.width * 2
  canvas.height = svg.height * 2
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
  URL.revokeObjectURL(url)
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"))
}
