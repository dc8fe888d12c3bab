"""Impact assessments in the CNIL's structure: is one required, context, principles, risks, measures, validation."""
