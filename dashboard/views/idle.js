// A screen that is left standing: when nothing was typed, clicked or scrolled in any tab for as long as a sign-in may be idle, the page
// ends the sign-in and shows the way back in. The server ends it too; this takes away what still stands on the screen.

const IDLE = 30 * 60 * 1000 // milliseconds, as IDLE in dashboard/domain/signing_in.py
const EVERY = 10 * 1000
const LAST = "medication-last-input"

if (!window.medicationIdle) {
  window.medicationIdle = true
  const seen = () => localStorage.setItem(LAST, String(Date.now()))
  for (const kind of ["pointerdown", "keydown", "wheel", "touchstart"]) {
    window.addEventListener(kind, seen, { passive: true, capture: true })
  }
  seen()
  setInterval(() => {
    const idle = Date.now() - Number(localStorage.getItem(LAST) || 0)
    if (idle > IDLE && document.querySelector(".st-key-signed-in")) location.assign(new URL("signed-out", document.baseURI))
  }, EVERY)
}
