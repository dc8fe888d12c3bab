// A stopwatch beside the field of minutes: start, stop, and the minutes are written; without script they are typed.
document.querySelectorAll("[data-chrono]").forEach((button) => {
  const minutes = button.closest("form").querySelector("[name=minutes]");
  const words = button.querySelector("span");
  let since = 0;
  let tick = 0;
  const elapsed = () => (performance.now() - since) / 60000;
  const shown = (value) => value.toFixed(2).replace(".", ",");
  button.hidden = false;
  button.addEventListener("click", () => {
    if (since) {
      minutes.value = shown(Math.max(elapsed(), 0.01));
      clearInterval(tick);
      since = 0;
      words.textContent = "Démarrer";
    } else {
      since = performance.now();
      words.textContent = "Arrêter";
      tick = setInterval(() => { minutes.value = shown(elapsed()); }, 1000);
    }
    button.classList.toggle("running", Boolean(since));
  });
});
