// Lists the chosen files with their sizes, says which are too large, and takes dropped files.

const units = ["byte", "kilobyte", "megabyte"];

function size(bytes) {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit",
    unit: units[step],
    unitDisplay: "short",
    maximumFractionDigits: step === 2 ? 1 : 0,
  }).format(bytes / 1000 ** step);
}

for (const box of document.querySelectorAll("[data-files]")) {
  const input = box.querySelector("input[type=file]");
  const list = box.querySelector(".files__list");
  const limit = Number(input.dataset.maxBytes ?? Infinity);

  const tell = () => {
    list.replaceChildren(
      ...[...input.files].map((file) => {
        const row = document.createElement("li");
        const name = document.createElement("span");
        const note = document.createElement("span");
        name.textContent = file.name;
        note.textContent = size(file.size);
        if (file.size > limit) {
          row.className = "files__bad";
          note.textContent += ` · ${box.dataset.tooLarge}`;
        }
        row.append(name, note);
        return row;
      }),
    );
  };

  input.addEventListener("change", tell);
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    box.classList.add("files__drop--over");
  });
  box.addEventListener("dragleave", () => box.classList.remove("files__drop--over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("files__drop--over");
    input.files = event.dataTransfer.files;
    tell();
  });
}
