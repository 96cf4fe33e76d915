function createQueryChooser() {}
