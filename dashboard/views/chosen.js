// Tells the page which bar, point or cell of a chart was chosen, where the chart says that its marks lead to incidents. Plotly's
// own event is listened to, and not Streamlit's selection: that takes heat maps for nothing and the swipe of a finger over a
// chart for its own, so that a page could not be moved on a phone.

let tell = null
const listening = new WeakSet()

export default function (component) {
  const mine = component.setTriggerValue
  tell = mine
  document.addEventListener("pointerover", listen, true)
  document.addEventListener("pointerdown", listen, true)
  return () => {
    if (tell === mine) tell = null
  }
}

function listen(event) {
  const chart = event.target.closest?.(".js-plotly-plot")
  if (!chart?.on || !chart.layout?.meta?.cases || listening.has(chart)) return
  listening.add(chart)
  const drag = () => chart.querySelectorAll(".nsewdrag")
  chart.on("plotly_hover", () => drag().forEach((area) => (area.style.cursor = "pointer")))
  chart.on("plotly_unhover", () => drag().forEach((area) => (area.style.cursor = "")))
  chart.on("plotly_click", ({ points }) => {
    const picture = chart.closest('[class*="st-key-chart-"]')?.className.match(/st-key-chart-(\S+)/)
    if (!tell || !picture || !points?.length) return
    const [point] = points
    tell("mark", { picture: picture[1], place: [point.curveNumber].concat(point.pointNumber) })
  })
}
