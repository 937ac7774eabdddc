// Shows /openapi.json by Swagger UI, in the colours that the reader's system has. Nothing is sent from this page, and nothing is
// asked of anybody else: no "try it out", no validator.
const dark = matchMedia("(prefers-color-scheme: dark)");
const followSystem = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
followSystem();
dark.addEventListener("change", followSystem);

window.SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#routes",
  supportedSubmitMethods: [],
  validatorUrl: null,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  docExpansion: "list",
});
