#pragma once

#include "core/features/representation.h"
#include "core/store/gdml_checkpoint.h"
#include "core/store/gdml_file.h"
#include "core/store/model_file.h"

namespace mbtr::test {

/// A model of ten structures of H and C with random features; mostAtoms or the bags of the others make as many features as the
/// MBTR has.
SavedModel smallModel(RepresentationKind kind);

/// A force model of water with two geometries.
SavedGdml smallForceModel();

GdmlCheckpoint smallCheckpoint();

} // namespace mbtr::test
