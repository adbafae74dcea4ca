#pragma once

#include "core/dataset/dataset_builder.h"
#include "core/io/import_notes.h"

namespace mbtr {

/// How readers end: the dataset that was built, with the builder's messages and then the notes of the import.
Dataset finishDataset(DatasetBuilder& builder, ImportNotes& notes);

} // namespace mbtr
