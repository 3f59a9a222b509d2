export const ActionsScreen = () => null
