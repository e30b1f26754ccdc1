"""How it looks: colours by role, the type scale, state marks, and the stylesheet made from them."""
