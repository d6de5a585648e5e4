"""Pictures from museums: IIIF, the International Image Interoperability Framework (https://iiif.io/api)."""
