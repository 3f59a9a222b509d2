export const TrendsScreen = () => null
