# Warnings that far more than usual is written.

surge-heading = Күрт өсім: { $about } · { $counted }, { $usual } · { $first }
surge-counted = соңғы { $hours } сағатта { $sources } дереккөзде { $mentions } рет аталды
surge-usual = әдетте { $mentions } рет
surge-usual-none = әдетте аталмайды
surge-first = алғаш жазған: { $source }, { $time }
surge-on = Бір не үш сағат ішінде бұл туралы әдеттегіден әлдеқайда көп жазылса, ескерту келеді: қанша рет аталғаны, әдетте қанша болатыны және кім бірінші жазғаны. Бір жаңалық туралы тәулігіне бір реттен жиі ескертілмейді.
surge-on-topics = Бір не үш сағат ішінде тақырып бойынша әдеттегіден әлдеқайда көп жазылса, ескерту келеді.
button-surge = Күрт өссе, ескерту
