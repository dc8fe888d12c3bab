/* The drop box: says which files were chosen, and shows where to let go. Without it the box still works. */
"use strict";
document.querySelectorAll("[data-drop]").forEach((box) => {
  const input = box.querySelector("input[type=file]");
  const list = box.querySelector("ul");
  const show = () => {
    list.replaceChildren(...[...input.files].map((file) => {
      const line = document.createElement("li");
      line.textContent = file.name;
      return line;
    }));
  };
  input.addEventListener("change", show);
  ["dragenter", "dragover"].forEach((name) => box.addEventListener(name, () => box.classList.add("over")));
  ["dragleave", "drop"].forEach((name) => box.addEventListener(name, () => box.classList.remove("over")));
  show();
});
