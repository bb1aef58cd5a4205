// What a page's own markup lacks for a reader with a keyboard or a screen reader, put right as the page is drawn: the list
// of pages is not a list; a chart that is wider than the screen cannot be scrolled by keys, opens at its oldest month and
// is cut off on paper. And it tells the style which theme is shown: the server hears of a change only with the next run.
// Nothing is asked of the server. The address that somebody asked for before they signed in is kept in the tab until they have.

const ASKED = "medication-asked-for"
const PAPER_WIDTH = 680 // pixels: A4 upright without its margins

if (!window.medicationPage) {
  window.medicationPage = true
  let waiting
  const again = () => {
    clearTimeout(waiting)
    waiting = setTimeout(putRight, 120)
  }
  new MutationObserver(again).observe(document.body, { subtree: true, childList: true })
  window.addEventListener("resize", again)
  const app = document.querySelector('[data-testid="stApp"]')
  const tellTheme = () => (document.documentElement.dataset.theme = getComputedStyle(app).colorScheme)
  new MutationObserver(tellTheme).observe(app, { attributes: true, attributeFilter: ["class"] })
  tellTheme()
  putRight()
}

function comeBack() {
  if (document.querySelector(".st-key-sign-in")) {
    sessionStorage.setItem(ASKED, location.href)
    return
  }
  const asked = sessionStorage.getItem(ASKED)
  if (!asked || !document.querySelector(".st-key-sign-out")) return
  sessionStorage.removeItem(ASKED)
  const url = new URL(asked)
  const names = url.search || !url.pathname.endsWith("/") // more than the page that opens
  if (names && url.origin === location.origin && location.pathname.endsWith("/")) location.replace(url)
}

function putRight() {
  comeBack()
  for (const list of document.querySelectorAll('ul[data-testid="stSidebarNavItems"]:not([role])')) {
    list.setAttribute("role", "presentation")
  }
  for (const item of document.querySelectorAll('[data-testid="stSidebarNavItems"] li:not([role])')) {
    item.setAttribute("role", "presentation")
    const group = item.parentElement
    const heading = group.querySelector('[data-testid="stNavSectionHeader"] p')
    if (heading) {
      group.setAttribute("role", "group")
      group.setAttribute("aria-label", heading.textContent)
    }
  }
  for (const frame of document.querySelectorAll('[class*="st-key-chart-"]')) {
    frame.style.setProperty("--on-paper", Math.min(1, PAPER_WIDTH / frame.scrollWidth).toFixed(3))
    const wide = frame.scrollWidth > frame.clientWidth + 1
    if (!wide) {
      frame.removeAttribute("tabindex")
      continue
    }
    frame.tabIndex = 0
    frame.setAttribute("role", "group")
    frame.setAttribute("aria-label", "Chart that is wider than the screen: scroll sideways")
    const drawn = frame.querySelector(".js-plotly-plot")
    const layout = drawn?._fullLayout
    const time = layout?.xaxis?.type === "date" && !layout.yaxis?.ticktext // names at the left are what one needs first
    if (time && !frame.dataset.newestSeen) {
      frame.dataset.newestSeen = "yes"
      frame.scrollLeft = frame.scrollWidth
    }
  }
}
