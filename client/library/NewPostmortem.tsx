export const NewPostmortem = (_: { readonly onClose: () => void }) => null
