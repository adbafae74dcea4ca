#pragma once

#include "core/chemistry/structure.h"
#include "core/mbtr/gradients/mbtr_gradient.h"

namespace mbtr::test {

/// The derivatives of core/mbtr/README.md, section 8, written down plainly: tuple by tuple, exp and erf at every bin. To check
/// and to time the program against. Rows: 3 n_atoms of the positions, then 9 of the strain; columns: values of sumMbtr(), before
/// normalisation.
RowMajorMatrix plainGradient(const Structure& structure, const std::shared_ptr<const Layout>& layout);

} // namespace mbtr::test
