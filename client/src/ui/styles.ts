/** Global styles in the order of their layers. Imported once, before anything else, by main.tsx. */
// layers.css comes first of all, from index.html.
import "./styles/fonts.css";
import "./styles/reset.css";
import "./styles/tokens.css";
import "./styles/themes.css";
import "./styles/base.css";
