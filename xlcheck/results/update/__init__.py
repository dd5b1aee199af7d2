"""更新名录: what an export says of a registry otherwise than the registry itself; pure."""
