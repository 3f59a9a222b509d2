export const LibraryScreen = () => null
