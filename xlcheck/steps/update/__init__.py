"""更新名录: a registry brought up to date from an export, after a person has seen what that changes."""
