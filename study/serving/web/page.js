"use strict";

// The terminal measures its font when it is made, so the font comes first.
addEventListener("load", async () => {
  const terminal = document.querySelector("#terminal");
  const socket = new URL("ws", location.href);
  socket.protocol = socket.protocol === "https:" ? "wss:" : "ws:";
  socket.search = socket.hash = "";
  terminal.dataset.sessionWebsocketUrl = socket.href;

  const asked = Number(new URLSearchParams(location.search).get("fontsize"));
  const size = asked >= 6 && asked <= 72 ? Math.round(asked) : 16;
  terminal.dataset.fontSize = size;

  const again = document.querySelector("#again");
  again.addEventListener("click", () => location.reload());
  new MutationObserver(() => {
    if (document.body.classList.contains("-closed")) again.focus();
  }).observe(document.body, { attributeFilter: ["class"] });

  const styles = ["", "bold ", "italic "].map((style) => `${style}${size}px "Roboto Mono"`);
  await Promise.allSettled(styles.map((font) => document.fonts.load(font)));

  const script = document.createElement("script");
  script.src = "static/js/textual.js";
  script.onload = () => {
    window.onload(); // it waits for the page to load, which it has
    document.querySelector(".xterm-helper-textarea")?.focus();
  };
  document.body.append(script);
});
